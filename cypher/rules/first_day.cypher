// first_day(day): The first day that a partial date may stand for: 2024 is 2024-01-01 at the earliest.
left(day + '-01-01', 10)
