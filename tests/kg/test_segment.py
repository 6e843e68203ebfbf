"""The tokenizer: same cut for index and query, offsets, nothing that carries meaning dropped."""

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg import segment
from kg.datafiles import read_lines

CHARACTERS = st.text(alphabet="党建引领基层治理的小村民呼我为，。“”Ａa5İ \n", max_size=40)


@given(CHARACTERS)
def test_index_tokens_quote_their_text(text: str) -> None:
    for token in segment.index_tokens(text):
        assert segment.normalise(text)[token.start : token.end] == token.text


@given(st.text(alphabet="党建引领基层治理的第12期a+c-Åø𫓹ⅰ％。 5b超", max_size=40))
@example("基层治理ab超市a5b第3党支部5%的ø𫓹c++")
def test_words_are_what_jieba_cuts(text: str) -> None:
    plain = segment.normalise(text)
    jieba_cuts = segment._tokenizer().cut(plain, HMM=False)
    words = [word for word in jieba_cuts if word != "的" and word[0].isalnum()]
    assert [token.text for token in segment.words(text)] == words


@given(CHARACTERS)
def test_index_terms_are_the_texts_of_index_tokens(text: str) -> None:
    assert list(segment.index_terms(text)) == [t.text for t in segment.index_tokens(text)]


@given(CHARACTERS)
def test_index_tokens_positions_are_ordinal(text: str) -> None:
    positions = [token.position for token in segment.index_tokens(text)]
    assert positions == sorted(positions)
    assert set(positions) == set(range(len(set(positions))))


@given(st.text(max_size=30))
def test_normalise_keeps_length_and_is_idempotent(text: str) -> None:
    normal = segment.normalise(text)
    assert len(normal) == len(text)
    assert segment.normalise(normal) == normal


def test_normalise_meets_half_and_full_width() -> None:
    assert segment.normalise("ＡＢ，“好”") == segment.normalise('ab,"好"')


def test_index_tokens_of_a_long_word_have_its_subwords() -> None:
    tokens = {token.text: token for token in segment.index_tokens("请物业服务企业到场")}
    assert {"物业服务企业", "物业", "服务", "企业"} <= tokens.keys()
    assert tokens["服务"].position == tokens["物业服务企业"].position
    assert (tokens["服务"].start, tokens["服务"].end) == (3, 5)


def test_index_tokens_keep_single_characters_but_no_marks_and_particles() -> None:
    assert [token.text for token in segment.index_tokens("村，的！桥")] == ["村", "桥"]


@given(CHARACTERS)
def test_words_are_index_tokens(text: str) -> None:
    words = segment.words(text)
    assert set(words) <= set(segment.index_tokens(text))
    assert segment.word_texts(text) == [word.text for word in words]
    assert segment.word_spans(text) == [(word.start, word.end) for word in words]


def test_domain_words_stay_whole() -> None:
    words = read_lines("lexicon", "domain_words.txt")
    assert len(words) == len(set(words)) > 250
    cut = [word for word in words if [t.text for t in segment.words(word)] != [word]]
    assert cut == []


def test_add_words_are_cut_as_one() -> None:
    assert [t.text for t in segment.words("灵雀驿")] != ["灵雀驿"]
    segment.add_words(["灵雀驿"])
    assert [t.text for t in segment.words("灵雀驿")] == ["灵雀驿"]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("治理，好", ["治理"]),
        ("村", []),
        ("第12网格", ["第12", "12网", "网格"]),
        ("62.5%的5G Plus", ["62.5%的", "的5g"]),
        ("", []),
    ],
)
def test_grams_are_neighbouring_characters_numbers_and_words(text: str, pairs: list[str]) -> None:
    assert segment.grams(text) == pairs


def test_normalise_meets_traditional_and_simplified() -> None:
    assert segment.normalise("「黨員」二〇二二") == segment.normalise("“党员”二零二二")


def test_pieces_are_the_words_of_a_compound() -> None:
    assert segment.pieces("楼宇党建") == ("楼宇", "党建")
    assert segment.pieces("楼宇") == segment.pieces("灵雀") == ()


def test_import_does_not_load_jieba() -> None:
    code = "import sys, kg.segment; sys.exit('jieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603


def test_tokenizer_is_silent() -> None:
    code = "from kg import segment; segment.words('基层治理')"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)  # noqa: S603
    assert done.stdout == done.stderr == b""
