"""Reading cells: .xlsx and .csv files from anyone, and what a cell's content means to a question."""
