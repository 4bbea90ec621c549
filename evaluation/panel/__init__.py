"""The evaluation panel: phases of a tender, and who may see and do what in each."""
