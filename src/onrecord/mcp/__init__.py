"""mcp: the archive for assistants, over the Model Context Protocol; it reads and never writes."""
