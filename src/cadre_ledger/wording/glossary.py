"""The vocabulary: one word for each thing, in both languages, with what it means."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing of the trade: its word and its meaning in English and in Vietnamese."""

    english: str
    vietnamese: str
    meaning: str
    nghia: str


VOCABULARY: tuple[Entry, ...] = (
    Entry(
        "cadre",
        "cán bộ",
        "an official whose file the ledger keeps",
        "người giữ chức danh, chức vụ mà sổ lưu hồ sơ",
    ),
    Entry(
        "unit",
        "đơn vị, tập thể",
        "an organisation; units form a tree; units are assessed too",
        "cơ quan, tổ chức; các đơn vị xếp theo cấp trên, cấp dưới; tập thể cũng được đánh giá",
    ),
    Entry(
        "body",
        "cơ quan bỏ phiếu (hội đồng, ban chấp hành, hội nghị)",
        "a voting body (council, committee, conference) with dated members",
        "nơi tiến hành bỏ phiếu; thành viên được ghi theo thời gian",
    ),
    Entry(
        "position",
        "chức danh, chức vụ",
        "a post with group, managing authority, standards, criteria set, what it heads and reports to",
        "vị trí công tác với nhóm chức danh, cấp quản lý, tiêu chuẩn, bộ tiêu chí, nơi đứng đầu và cấp trên trực tiếp",
    ),
    Entry(
        "appointment, term",
        "bổ nhiệm, nhiệm kỳ",
        "a cadre holds a position from a date, to a date or open, in a term",
        "cán bộ giữ chức vụ từ ngày nào, đến ngày nào hoặc chưa kết thúc, trong nhiệm kỳ nào",
    ),
    Entry(
        "planning",
        "quy hoạch",
        "being listed for a higher position",
        "được đưa vào danh sách nguồn cho chức danh cao hơn",
    ),
    Entry(
        "assessment",
        "đánh giá",
        "one assessor's scores for one cadre in one period, in a capacity",
        "điểm của một người đánh giá cho một cán bộ trong một kỳ, với một tư cách",
    ),
    Entry(
        "capacity",
        "tư cách đánh giá",
        "self, superior, peer, subordinate, collective, authority, opinion of elected bodies, the Front, citizens",
        "tự đánh giá, cấp trên, đồng cấp, cấp dưới, tập thể, cấp có thẩm quyền; ý kiến của cơ quan dân cử, Mặt trận, người dân",
    ),
    Entry(
        "classification",
        "xếp loại chất lượng",
        "the competent authority's decision: excellent, good, completed, not completed",
        "quyết định của cấp có thẩm quyền: hoàn thành xuất sắc, hoàn thành tốt, hoàn thành, không hoàn thành nhiệm vụ",
    ),
    Entry(
        "grading list",
        "danh sách xếp loại",
        "the classifications of one period, unit and peer group, decided together",
        "kết quả xếp loại của một kỳ, một đơn vị, một nhóm chức danh tương đương, được quyết định cùng một lần",
    ),
    Entry(
        "evaluation period",
        "kỳ đánh giá",
        "year, half-year, quarter, month, term, or ad hoc",
        "năm, sáu tháng, quý, tháng, nhiệm kỳ hoặc đột xuất",
    ),
    Entry(
        "confidence vote",
        "lấy phiếu tín nhiệm",
        "the survey on three levels: high confidence, confidence, low confidence",
        "thăm dò theo ba mức: tín nhiệm cao, tín nhiệm, tín nhiệm thấp",
    ),
    Entry(
        "binding vote",
        "bỏ phiếu tín nhiệm",
        "the vote on two levels: confidence, no confidence",
        "biểu quyết theo hai mức: tín nhiệm, không tín nhiệm",
    ),
    Entry(
        "vote, session",
        "phiên",
        "one confidence vote or binding vote of one body on one day",
        "một lần lấy phiếu hoặc bỏ phiếu tín nhiệm của một cơ quan trong một ngày",
    ),
    Entry(
        "outcome, course",
        "hệ quả, hướng xử lý",
        "what a clause opens for a result; the decision belongs to the authority",
        "điều mà một điều khoản mở ra đối với một kết quả; quyết định thuộc cấp có thẩm quyền",
    ),
    Entry(
        "counting committee",
        "ban kiểm phiếu",
        "issues, collects and counts ballots; no member is on the ballot",
        "phát phiếu, thu phiếu và kiểm phiếu; thành viên của ban không có tên trên phiếu",
    ),
    Entry(
        "minutes",
        "biên bản kiểm phiếu",
        "the signed record of a count",
        "văn bản có chữ ký ghi lại việc kiểm phiếu",
    ),
    Entry(
        "training completion",
        "hoàn thành đào tạo, bồi dưỡng",
        "a programme finished: category, level, institution, mode, dates, grade, certificate",
        "đã học xong một chương trình: loại, trình độ, cơ sở, hình thức, thời gian, kết quả, văn bằng, chứng chỉ",
    ),
    Entry(
        "qualification",
        "trình độ chuyên môn",
        "a professional degree or ability (languages included)",
        "bằng cấp hoặc năng lực chuyên môn (kể cả ngoại ngữ)",
    ),
    Entry(
        "disciplinary action",
        "kỷ luật",
        "reprimand, warning, removal, expulsion or dismissal, on the party or the state line",
        "khiển trách, cảnh cáo, cách chức, khai trừ hoặc buộc thôi việc, theo kỷ luật của Đảng hoặc của Nhà nước",
    ),
    Entry(
        "suspension from work",
        "tạm đình chỉ công tác",
        "a pause in the duties of a post; not a disciplinary form",
        "tạm ngừng thực hiện nhiệm vụ; không phải hình thức kỷ luật",
    ),
    Entry(
        "relief from the post",
        "cho thôi giữ chức",
        "leaving a post before the term ends without its being a dismissal",
        "thôi giữ chức vụ trước khi hết nhiệm kỳ hoặc thời hạn bổ nhiệm mà không phải là miễn nhiệm",
    ),
    Entry(
        "resignation",
        "từ chức",
        "leaving a post before the term ends by one's own wish",
        "tự nguyện xin thôi giữ chức vụ trước khi hết nhiệm kỳ hoặc thời hạn bổ nhiệm",
    ),
    Entry(
        "dismissal",
        "miễn nhiệm",
        "leaving a post before the term ends by decision of the authority",
        "cấp có thẩm quyền quyết định cho thôi giữ chức vụ trước khi hết nhiệm kỳ hoặc thời hạn bổ nhiệm",
    ),
    Entry(
        "replacement flag",
        "cờ xem xét thay thế",
        "a clause's condition is met: someone must act, should consider, or takes note",
        "điều kiện của một điều khoản đã đủ: có người phải xử lý, nên xem xét hoặc lưu ý",
    ),
    Entry(
        "reminder",
        "nhắc nhở",
        "an early warning that the cadre sees and answers",
        "cảnh báo sớm mà cán bộ được xem và trả lời",
    ),
    Entry(
        "protected initiative",
        "bảo vệ cán bộ dám nghĩ, dám làm",
        "an approved initiative for the common good, weighed where it mitigates",
        "sáng kiến vì lợi ích chung đã được chấp thuận, được cân nhắc khi xem xét giảm nhẹ",
    ),
    Entry(
        "representation, appeal",
        "kiến nghị, khiếu nại",
        "the cadre's own word on a fact or a verdict",
        "ý kiến của chính cán bộ về một dữ kiện hoặc một kết luận",
    ),
    Entry(
        "ledger",
        "sổ",
        "everything that was recorded, in order, never changed",
        "toàn bộ những gì đã ghi, theo thứ tự, không bao giờ bị sửa",
    ),
    Entry(
        "entry",
        "mục ghi",
        "one recorded event, with its number in the ledger",
        "một sự việc đã ghi, có số thứ tự trong sổ",
    ),
    Entry(
        "regulation",
        "văn bản quy định",
        "a legal text with its clauses, its issuer and its days in force",
        "văn bản với các điều khoản, nơi ban hành và thời gian có hiệu lực",
    ),
    Entry(
        "clause",
        "điều khoản",
        "one rule of a regulation, cited as vn/96-2023-QH15#12.2",
        "một quy định trong văn bản, được viện dẫn như vn/96-2023-QH15#12.2",
    ),
    Entry(
        "rulebook",
        "bộ quy định",
        "the set of regulation texts adopted at a point of the history",
        "các văn bản quy định đã được áp dụng tính đến một thời điểm của sổ",
    ),
    Entry(
        "actor",
        "người thực hiện",
        "someone enrolled to record under a key of their own, in one or more roles",
        "người được đăng ký để ghi sổ bằng khóa riêng, với một hoặc nhiều vai trò",
    ),
    Entry(
        "role",
        "vai trò",
        "as what an actor works: secretary, counting committee, chair, inspector, auditor, subject, administrator",
        "tư cách làm việc: thư ký, ban kiểm phiếu, chủ tọa, thanh tra, kiểm toán, đương sự, quản trị hệ thống",
    ),
    Entry(
        "signature",
        "chữ ký số",
        "an actor's Ed25519 signature over a command, what it stores and the entry that was seen",
        "chữ ký Ed25519 của người thực hiện trên lệnh ghi, nội dung được lưu và mục ghi đã thấy",
    ),
    Entry(
        "key file",
        "tệp khóa",
        "an actor's private key, sealed under a passphrase, kept outside the ledger",
        "khóa riêng của người thực hiện, được khóa bằng cụm mật khẩu, lưu ngoài sổ",
    ),
)
