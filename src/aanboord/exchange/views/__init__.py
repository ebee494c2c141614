"""Pages of data stewards; team leads see the counts."""
