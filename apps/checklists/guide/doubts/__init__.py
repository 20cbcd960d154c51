"""What makes a sound guide doubtful, one module for each thing to doubt."""
