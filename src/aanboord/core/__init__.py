"""The few building blocks that all rooms share: actions, the access gate, the clock, codes, tables and exports."""
