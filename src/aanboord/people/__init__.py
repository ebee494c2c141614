"""The citizen: identity, status history, profile, mandates and consents."""
