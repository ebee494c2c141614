"""The labour market in figures; pure Python that knows neither Django nor the other packages."""
