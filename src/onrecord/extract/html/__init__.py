"""HTML -> Layout: bytes to characters, a light tree, the main text, blocks and hints."""
