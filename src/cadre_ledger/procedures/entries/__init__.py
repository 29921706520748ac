"""Entry forms as data: any face draws them, and what was typed becomes the commands that the command line makes."""
