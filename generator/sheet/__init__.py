"""Many documents from one draft: a spreadsheet of its questions, and a document for each row of answers."""
