"""importing: what another archive has kept, its records byte for byte, into this one."""
