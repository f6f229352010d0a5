"""How to read the figures, section by section."""

from __future__ import annotations

NOTES: dict[str, tuple[str, ...]] = {
    "shared": (
        "Engine `rules`: no model, no key, no network. The real reports are the developers' own and not part of the "
        'project; users see "not available here" in those rows, and everything else runs for them.',
        "Null and 0 are different cells. A wrong cell is silent when no finding names it in `cells`.",
        "One of the real reports was cut off in conversion: four totals of table 3 that gold takes for 0 are not in "
        "the file. They come out as null with a finding that names them, and count as wrong here.",
    ),
    "confidence": (
        "Values are those that the rules read: facts (each of several values of a field), quantities, problems and "
        "improvements, and cells that hold a number. Each is accepted from the threshold of its kind on, which was set "
        "on `eval/handwritten/calibration` alone. Cells are most of the values; facts alone are given too.",
        "`Could be` is the most that could be accepted by the same order, if the threshold were known beforehand. With "
        "some 100 facts accepted in a set, one mistake is already more than 0.5 %.",
    ),
    "formats": (
        "The files are written by the project's own generator from seeds that nothing else uses; what is wrong is "
        "listed by seed and cell, with what gold wants and what was read. Scans are few, since a page takes seconds.",
        "Times are medians of processor time, the library's raw text and our reading taken in turns; the slowest file "
        "decides. Above the raw text stand a place in the page for every cell and the walk through the page in Python.",
        "A scan of 60 pages at 200 dpi (35 MB, made as `python -m eval.bench.long_scan` makes one, read once by "
        "`nianbao extract` on a machine that left it a sixth of a core): complete, 200 of 200 cells right, 636 s of "
        "processor time, 3,509 s in all, 1.3 GB. The limit there was before, 1,080 s of clock, would have ended it.",
    ),
    "silent": (
        "A planted error counts as named only by a warning or an error; remarks on how a row was read (info) don't "
        "count. All of them are judged. The two rows after that one only explain it: where parts of a row of table 4 "
        "change places, or a part and its total change alike, every printed sum still holds, and no check can tell.",
    ),
    "repair": (
        "Mistakes are planted in correct generated reports: one digit of a cell replaced by another. They count as "
        "detected when a warning or an error says that something is wrong where the cell stands, and as named when the "
        "first thing proposed is the true value of that very cell. `python -m eval.bench.repair one|two|prose` lists "
        "what was not named.",
        "In table 4 a cell stands in one sum only, so nothing but likelihood and the prose can tell which is wrong.",
    ),
    "alarms": (
        "A report counts as correct where the generator errs, damages and delays nothing. Where digits run together "
        "and no sum tells how to split them, the warning is about the file; those reports are counted apart.",
    ),
    "pairs": (
        "Generated reports of one issuer over five years in any layout, each year following from the last, or with one "
        "planted break. A break is found when the rule named in its row says so on the very year. What could not be "
        "checked for a blank or run-together digits is said and counted, and is no alarm.",
    ),
    "peers": (
        "`make bench-peers` installs the other libraries in a virtualenv of their own and runs this section; without "
        "it the rows say that they are not installed. They run without network, beside us, file by file. They do not "
        "know the form, we do: the figures say what is left to be done after them, not which reader is better.",
        "A library's cell is right when the printed figure stands in a row of a table with the printed label, in its "
        "order among the figures, wherever they begin: the best row and the best column are taken, and a figure need "
        "not be read as a number. Ours is right when its value is as in gold. Rows that are not printed count for "
        "neither. A library's time is that of its conversion, ours that of everything: prose and checks too.",
        "unstructured downloads a model of English at its first file and ends without it; so that its tables could be "
        "measured at all, an empty model stands in, which is faster and tells headings from sentences less well.",
        "A quote is at the right place when at least half of the place found and the true place, taken together, is "
        "common to both. In its sentence: our aligner gets the report and is told the sentence and where the clause "
        "before the quote ends, langextract gets that sentence alone as its text. In the whole report: both get the "
        "report and nothing else. Ours is made once for each report, which is in its time; langextract cuts its text "
        "into words at each call, with the tokenizer named: `RegexTokenizer` is what it takes unless told otherwise.",
    ),
    "ray": (
        "With one worker the process that collects has the second core to itself; with two it shares both cores with "
        "them and with Ray's own processes. At 23.6 ms a report in a worker and 4.5 ms in the collector, × 1.68 would "
        "be the most on two cores if Ray took nothing; short runs came out anywhere between 36 and 70 reports/s.",
    ),
    "model": (
        "The server answers over HTTP from a process of its own, and the clock runs once all is imported. Faults are "
        "those of the tests, alike often: turned away (429, 500, 503), hung, reset, cut, no JSON, refused, too long, "
        "of another kind. An answer counts as paid when it was written to a client that was still there. "
        "A killed process takes some 10 ms to end; what is answered then is paid and read by nobody, whatever "
        "the software does, and counted apart.",
    ),
    "ask": (
        "The questions stand in `eval/questions`: half `dev` for those who write the planner, half `test` held out, "
        "its misses listed by id alone. The gold comes from the generator, not from the extraction.",
        "A number is right with its unit, issuer and year, a rank in its order, a list whole; a number that is not "
        "right has no row about its citations. A right citation names the report and the cell or field, its span reads "
        "as quoted, and a number computed from up to 20 reports cites each.",
        "Recall and the first passage count what a reader is shown, also passages that an abstention shows as the "
        "nearest ones, which may not answer; a row says how many are given as the answer. An abstention with the "
        "nearest passages is none the less one: an unanswerable question is not answered by it.",
        "Times are the least of three runs of each question, in processor time, over the same reports set in other "
        "places again and again. They count as reached only over as many reports as were promised. The large store "
        "of passages is made once, by `python -m eval.questions.crowd_index FOLDER 100000`.",
    ),
    "speed": (
        "Measured in a process of its own, from opening the store to closing it; writing the reports beforehand is not "
        "counted. Growth is in processor time, which other work on the machine disturbs less; that up to × 1.2 counts "
        "as linear and flat is this benchmark's own choice.",
        "The target is missed because the time has no single cause: reading tables takes half of it, the checks, the "
        "prose rules, the outline and storing share the rest, and no function takes more than about 8 %. Newer Pythons "
        "(3.12, 3.13) on the same machine were no faster.",
    ),
    "index": (
        "Indexing is measured in a process of its own, over a store that is filled beforehand, from the first report "
        "to the last vector; reading settings and loading jieba's dictionary and Chroma come before. Growth is in "
        "processor time, which other work on the machine disturbs less. Chroma keeps the graph of a collection in "
        "memory, about 1.2 KB for each vector, so memory grows with the vectors that are there.",
        "A search is the least of three runs of the same question, each of the eight with every kind of filter; the "
        "slowest question decides.",
    ),
    "kills": (
        "A client hands the batch in through the service, five files at a time, and tries again until it is told yes; "
        "the batch lasts as long as the killing. Parts are killed in any order, each up to two seconds after it has "
        "begun to work, and begun again at once. PostgreSQL's first process is killed, which ends all of it.",
        "Lost is a file whose report is not in the store when all jobs are over; doubled a second job, file, report or "
        "revision of the same. Store and index are compared as `nianbao index --check` does, vectors included.",
    ),
    "fuzz": (
        "Texts, pages, PDF, DOCX, XLSX, RTF, old Word files and archives, also inside archives, of generated reports, "
        "and parts of scanned pages as PNG, JPEG and TIFF, with bytes changed, cut, doubled, put in from other files "
        "or kinds; archives are packed again with a damaged member, pictures claim other sizes. Most come out as "
        "unreadable with a message, some as reports with findings.",
        "Two reviewers and a lead hand in, a reader looks on. After every hundred files each must see their own jobs, "
        "the lead all; ids of others' jobs are tried on every address. Reports in the store are for all with a token.",
    ),
    "growth": (
        "The stores are filled at the level of the database with generated reports moved to other places. Then the "
        "same further reports go into the small and the large one in turns, five at a time; medians of processor time, "
        "on PostgreSQL with that of the server's process that serves the connection.",
    ),
    "service": (
        "Clients that never pause send the next request the moment they have an answer, so that 50 requests are under "
        "way all the time; those that wait a second on average are like people. Until November 22, 18:00, the one row "
        "there was measured the latter.",
        "Each client keeps one connection open and speaks HTTP/1.1 over it without a client library, which would take "
        "a third of the machine. The time of a request is from its first byte written to the last of the answer read; "
        "status, body as JSON and, at the end, every value that was saved are checked.",
        "The clients, the service in two processes and PostgreSQL share this machine's cores: on a busy machine the "
        "times are those of waiting for a core. The processor time of a request says what the service itself takes.",
    ),
}
