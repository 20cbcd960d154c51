from apps.core import charts


def test_segments_fill_the_width_from_the_left() -> None:
    first, second = charts.segments(["ok", "none"])

    assert (first.state, first.x, first.width) == ("ok", "0.00", "49.00")
    assert (second.state, second.x, second.center) == ("none", "50.00", "74.50")


def test_no_segments_of_nothing() -> None:
    assert charts.segments([]) == []


def test_spark_puts_the_least_at_the_floor_and_the_most_at_the_top() -> None:
    curve = charts.spark([10, 20])

    assert curve.line == "M0.0 29.0C60.0 29.0 60.0 3.0 120.0 3.0"
    assert curve.area == curve.line + "L120 32L0 32Z"


def test_spark_of_equal_numbers_is_flat() -> None:
    assert charts.spark([5, 5]).line == "M0.0 29.0C60.0 29.0 60.0 29.0 120.0 29.0"
