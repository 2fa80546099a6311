// first_day(date): The first day that a partial date may stand for: 2024 is 2024-01-01 at the earliest.
left(date + '-01-01', 10)
