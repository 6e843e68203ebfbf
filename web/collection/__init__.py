"""素材夹: taking material in, putting it in order."""
