"""What the program talks about: frozen dataclasses without files, Word or Click."""
