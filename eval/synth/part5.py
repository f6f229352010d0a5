"""Part 5 in the manners officials write it."""

from __future__ import annotations

from random import Random

from eval.synth import phrases

_ORDINALS = "一二三四五"


def make_part5(rng: Random) -> tuple[list[str], list[str], list[str]]:
    """Return paragraphs, problems and improvements; problem and measure of one item need not match."""
    problems = rng.sample(phrases.PROBLEMS, rng.randint(1, 3))
    improvements = rng.sample(phrases.IMPROVEMENTS, rng.randint(len(problems), 4))
    manner = rng.choice((_running, _bracketed, _numbered, _after_such_as, _mixed))
    return manner(problems, improvements), problems, improvements


def _running(problems: list[str], improvements: list[str]) -> list[str]:
    first = "；".join(f"{_ORDINALS[i]}是{text}" for i, text in enumerate(problems))
    second = "".join(f"{_ORDINALS[i]}是{text}。" for i, text in enumerate(improvements))
    return [f"存在的主要问题：{first}。", f"下一步改进措施：{second}"]


def _bracketed(problems: list[str], improvements: list[str]) -> list[str]:
    return [
        "存在问题：" + "；".join(f"（{_ORDINALS[i]}）{text}" for i, text in enumerate(problems)) + "。",
        "改进情况：" + "；".join(f"（{_ORDINALS[i]}）{text}" for i, text in enumerate(improvements)) + "。",
    ]


def _numbered(problems: list[str], improvements: list[str]) -> list[str]:
    return [
        "（一）存在的主要问题",
        *(f"{i}.{text}。" for i, text in enumerate(problems, 1)),
        "（二）改进措施",
        *(f"{i}.{text}。" for i, text in enumerate(improvements, 1)),
    ]


def _after_such_as(problems: list[str], improvements: list[str]) -> list[str]:
    first = "、".join(problems)
    second = "".join(f"{_ORDINALS[i]}是{text}。" for i, text in enumerate(improvements))
    return [f"工作虽取得一定成效，但仍存在不足，如{first}等。针对上述问题，下一步将抓好以下工作：{second}"]


def _mixed(problems: list[str], improvements: list[str]) -> list[str]:
    pairs = [f"针对{problem}的问题，将{measure}。" for problem, measure in zip(problems, improvements, strict=False)]
    rest = [f"此外，还将{measure}。" for measure in improvements[len(problems) :]]
    return ["".join(pairs + rest)]
