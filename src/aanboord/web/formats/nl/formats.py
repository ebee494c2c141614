"""Dutch as Flanders writes it: strokes between day, month and year. The rest is Django's."""

SHORT_DATE_FORMAT = "j/n/Y"
SHORT_DATETIME_FORMAT = "j/n/Y H:i"
