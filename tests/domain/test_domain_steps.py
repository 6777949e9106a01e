import pytest

from termnews.domain.steps import Steps, finish


def _count(done: list[int], most: int) -> Steps[str]:
    for number in range(most):
        done.append(number)
        yield
    return f"{most} done"


def test_all_steps_are_done_and_what_they_found_is_returned() -> None:
    done: list[int] = []
    assert finish(_count(done, 3)) == "3 done"
    assert done == [0, 1, 2]
    assert finish(_count(done, 0)) == "0 done"


def test_a_fault_in_a_step_is_the_callers() -> None:
    def broken() -> Steps[None]:
        yield
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        finish(broken())
