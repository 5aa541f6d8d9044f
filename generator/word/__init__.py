"""Documents as Word files, and back: the only place that knows OOXML and docxtpl."""
