"""The command line: data to stdout, talk to stderr, one module a noun, loaded only when it is called."""
