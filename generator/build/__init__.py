"""The main job: from a draft's file to a finished document with its lock, and back."""
