import io
import zipfile
from random import Random

from eval.bench.mutants import mutant, repacked
from eval.bench.sound import packed, sound
from extractor.parsing.load import kind_of


def test_the_same_number_makes_the_same_file_again():
    assert mutant(4, "zz") == mutant(4, "zz")


def test_an_archive_inside_an_archive_is_damaged_inside():
    whole = packed({"甲.txt": b"a" * 500})
    damaged = [_member(repacked(packed({"内.zip": whole}), Random(seed)), "内.zip") for seed in range(10)]
    assert any(_member(inner, "甲.txt") not in (None, b"a" * 500) for inner in damaged if inner)


def test_sound_rtf_is_told_by_its_content():
    assert kind_of(sound("rtf")[0]) == "application/rtf"


def _member(data, name):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read(name)
    except (zipfile.BadZipFile, KeyError):
        return None
