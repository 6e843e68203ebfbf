"""From files to cases, passages, entities, relations and metrics."""
