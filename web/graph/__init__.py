"""关系图: what stands around an entity, how two are tied."""
