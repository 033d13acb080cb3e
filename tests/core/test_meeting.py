import pytest

from deepdive.core.meeting import Platform, check_join_link
from deepdive.core.refused import Refused

TEAMS = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc"
MEET = "https://meet.google.com/abc-defg-hij"


@pytest.mark.parametrize(("link", "platform"), [(TEAMS, Platform.TEAMS), (MEET, Platform.MEET)])
def test_a_link_of_the_platform_is_taken_without_spaces(link: str, platform: Platform) -> None:
    assert check_join_link(f"  {link}\n", platform=platform) == link


@pytest.mark.parametrize(
    "link",
    [
        MEET,
        "http://teams.microsoft.com/l/meetup-join/x",
        "https://teams.microsoft.com",
        "https://teams.microsoft.com/",
        "https://teams.microsoft.com.evil.example/l/x",
        "https://evil.example/https://teams.microsoft.com/l/x",
        "javascript:alert(1)",
        "https://[broken/l/x",
        "teams",
        "",
    ],
)
def test_any_other_link_is_refused_with_what_to_paste(link: str) -> None:
    with pytest.raises(Refused) as refused:
        check_join_link(link, platform=Platform.TEAMS)
    assert refused.value.code == "unknown-link"
    assert refused.value.message == (
        "This is not a Microsoft Teams link. Copy the whole link from the meeting's invitation; "
        "it starts with https://teams.microsoft.com/"
    )
