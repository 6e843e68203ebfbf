"""The JSON documents that scripts rely on."""
