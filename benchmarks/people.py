"""Invented officials, bodies and posts: names as they are in Vietnam, with as many namesakes."""

from dataclasses import dataclass
from random import Random

SURNAMES = (
    ("Nguyễn", 38),
    ("Trần", 12),
    ("Lê", 10),
    ("Phạm", 7),
    ("Hoàng", 5),
    ("Vũ", 4),
    ("Đặng", 3),
    ("Bùi", 3),
    ("Đỗ", 3),
    ("Hồ", 2),
    ("Ngô", 2),
    ("Dương", 2),
    ("Lý", 1),
    ("Y", 1),
)
MIDDLE = ("Văn", "Thị", "Hữu", "Đức", "Thanh", "Minh", "Quốc", "Xuân", "Thị Thu", "Ngọc", "Công", "Đình", "Thị Kim", "Quang", "Bá", "Hoài")
GIVEN = (
    *("An", "Anh", "Bình", "Châu", "Chiến", "Cường", "Dũng", "Đạt", "Giang", "Hà", "Hải", "Hạnh", "Hiền", "Hoà", "Hùng", "Hương"),
    *("Khánh", "Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Nhung", "Phong", "Phúc", "Quân", "Quyên", "Sơn", "Tâm", "Thảo", "Thắng"),
    *("Thuỷ", "Tiến", "Trang", "Trung", "Tuấn", "Tùng", "Vân", "Việt", "Vinh", "Yến"),
)
PLACES = (
    *("Vĩnh Phúc", "Đà Nẵng", "Khánh Hoà", "Quảng Nam", "Cần Thơ", "Thừa Thiên Huế", "Thanh Hoá", "Nghệ An", "Hà Tĩnh", "Lào Cai"),
    *("Đắk Lắk", "Bà Rịa", "Long An", "Tiền Giang", "Cà Mau", "Bắc Ninh", "Hải Dương", "Thái Bình", "Nam Định", "Gia Lai"),
)
POSTS = (
    *("Chủ tịch", "Phó Chủ tịch", "Trưởng Ban Pháp chế", "Trưởng Ban Kinh tế – Ngân sách", "Trưởng Ban Văn hoá – Xã hội"),
    *("Uỷ viên Uỷ ban nhân dân, Giám đốc Sở Tài chính", "Giám đốc Sở Y tế", "Giám đốc Công an", "Chỉ huy trưởng Bộ Chỉ huy quân sự"),
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name and, as far as known, a birth."""

    name: str
    born: str | None


def person(chance: Random) -> Person:
    """Someone; of ten thousand about half share their whole name with another."""
    surname = chance.choices([name for name, _ in SURNAMES], [weight for _, weight in SURNAMES])[0]
    year = chance.randint(1955, 1985)
    born = chance.choice(
        (str(year), f"{year}-{chance.randint(1, 12):02d}", None, f"{year}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}")
    )
    return Person(f"{surname} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}", born)


def body_name(number: int, *, party: bool) -> str:
    """No two are alike, accents aside."""
    place = PLACES[number % len(PLACES)]
    return f"Ban Chấp hành Đảng bộ {place} số {number}" if party else f"Hội đồng nhân dân {place} khoá {number}"


def post(seat: int) -> str:
    """One seat, one post: the lines of a list differ at least in this."""
    if seat < len(POSTS):
        return POSTS[seat]
    return f"Uỷ viên Uỷ ban nhân dân, phụ trách lĩnh vực {seat}"
