"""Review rounds: files sent out, answers read back, decisions recorded, amendments put into the draft."""
