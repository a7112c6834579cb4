"""The sixteen Länder: AGS key, ISO 3166-2 code and GeoNames' own number of the Land (its "admin1 code")."""

ISO_BY_LAND = {
    "01": "DE-SH",
    "02": "DE-HH",
    "03": "DE-NI",
    "04": "DE-HB",
    "05": "DE-NW",
    "06": "DE-HE",
    "07": "DE-RP",
    "08": "DE-BW",
    "09": "DE-BY",
    "10": "DE-SL",
    "11": "DE-BE",
    "12": "DE-BB",
    "13": "DE-MV",
    "14": "DE-SN",
    "15": "DE-ST",
    "16": "DE-TH",
}

LAND_BY_GEONAMES = {
    "01": "08",
    "02": "09",
    "03": "04",
    "04": "02",
    "05": "06",
    "06": "03",
    "07": "05",
    "08": "07",
    "09": "10",
    "10": "01",
    "11": "12",
    "12": "13",
    "13": "14",
    "14": "15",
    "15": "16",
    "16": "11",
}
