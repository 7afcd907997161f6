"""One module or package a verb. Adding one adds it to the command."""
