"""An entity: what the materials say of it."""
