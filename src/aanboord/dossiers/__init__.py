"""The work with the citizen: registration, screening, plan, placement and after-care."""
