"""What differs between the databases that a record can lie in; nothing else in the store knows."""
