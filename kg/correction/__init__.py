"""What a person puts right, kept apart from extraction and applied to it again and again.

Pure functions and records; kg.store keeps the list and what was extracted. As OpenRefine keeps a
history of operations that can be taken out as a file and applied elsewhere, and nomenklatura
judgements between ids beside untouched source facts, so here: extraction stays as it was, the list
of corrections is applied to it in order, and taking one back is applying the others alone.
"""
