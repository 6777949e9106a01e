"""Models on this machine: CTranslate2 with SentencePiece, without any network."""

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from termnews.translate.base import Card, Failure, Limits
from termnews.translate.marks import has_words
from termnews.translate.packages import MODEL, PIECES, Package
from termnews.translate.sentences import cut_long, join_sentences, split_links, split_sentences

HOW_TO_INSTALL = "needs the extra: pip install 'termnews[translate]'"
_LIMITS = Limits(texts=64, characters=20_000)
_MOST_PIECES = 200
"""Of one sentence: the models know 512 positions and lose the thread long before."""
_MOST_WRITTEN = 400
_KEPT_MODELS = 2
"""Each takes 100 to 300 MB of memory."""
_BATCH_PIECES = 2_048
_BEAMS = 4
_SPACE = "\u2581"
"""What SentencePiece writes for a space."""
_FAILURES = (RuntimeError, ValueError, OSError)


class _Model(NamedTuple):
    translator: Any
    pieces: Any


class Models:
    """The models that are loaded: the last used few."""

    def __init__(self, threads: int = 0) -> None:
        """Load nothing yet; `threads` for one model, 0 to let it choose."""
        self._threads = threads
        self._lock = Lock()
        self._loaded: OrderedDict[Path, _Model] = OrderedDict()

    def load(self, folder: Path) -> _Model:
        """Return a package's model.

        Raises:
            ImportError: what models need is not installed.
            RuntimeError, ValueError, OSError: it is no model.
        """
        import ctranslate2  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra, and slow to import
        import sentencepiece  # noqa: PLC0415 - an extra

        with self._lock:
            model = self._loaded.pop(folder, None)
            if model is None:
                pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / PIECES))
                model = _Model(ctranslate2.Translator(str(folder / MODEL), intra_threads=self._threads), pieces)
            self._loaded[folder] = model
            while len(self._loaded) > _KEPT_MODELS:
                self._loaded.popitem(last=False)
        return model


class Local:
    """Translates from one language with an installed package."""

    def __init__(self, package: Package, models: Models) -> None:
        """Use a package; its model is loaded with the first text."""
        self._package = package
        self._models = models
        named = f"{package.language} {package.version}"
        self.card = Card(
            f"Argos {named} (this computer)", f"argos {named}", _LIMITS, frozenset({package.language}), is_steady=True
        )

    def translate(self, texts: Sequence[str], source: str) -> list[str] | Failure:
        """Return the translations of texts, sentence by sentence, links untouched; or why there are none."""
        if source != self._package.language:
            return Failure(f"does not translate from {source}")
        try:
            return _translate(self._models.load(self._package.folder), texts)
        except ImportError:
            return Failure(HOW_TO_INSTALL, is_lasting=True)
        except _FAILURES:
            return Failure("has a model that cannot be used", is_lasting=True)


def _translate(model: _Model, texts: Sequence[str]) -> list[str]:
    """Translate all sentences of all texts at once, and put them together again."""
    jobs: list[list[str]] = []
    plans = [_plan(model.pieces, text, jobs) for text in texts]
    results = model.translator.translate_batch(
        jobs, beam_size=_BEAMS, max_batch_size=_BATCH_PIECES, batch_type="tokens", replace_unknowns=True,
        max_decoding_length=_MOST_WRITTEN,
    ) if jobs else []  # fmt: skip
    written = [_write(result.hypotheses[0]) for result in results]
    return [_follow(plan, written) for plan in plans]


def _plan(pieces: Any, text: str, jobs: list[list[str]]) -> list[str | range]:  # noqa: ANN401 -- a SentencePieceProcessor
    """Return what of a text stays as it is and, for each stretch between, which jobs it became."""
    plan: list[str | range] = []
    for stretch, is_link in split_links(text):
        if is_link or not has_words(stretch):
            plan.append(stretch)
            continue
        begun = len(jobs)
        for sentence in split_sentences(stretch):
            jobs += _pieces_of(pieces, sentence)
        plan += [" " * stretch[0].isspace(), range(begun, len(jobs)), " " * stretch[-1].isspace()]
    return plan


def _pieces_of(pieces: Any, sentence: str) -> list[list[str]]:  # noqa: ANN401
    """Return a sentence as pieces, in as many parts as the model's limit asks for."""
    whole: list[str] = pieces.encode(sentence, out_type=str)
    if len(whole) <= _MOST_PIECES:
        return [whole] if whole else []
    limit = max(len(sentence) * _MOST_PIECES // len(whole) - 1, 1)
    parts = [pieces.encode(part, out_type=str) for part in cut_long(sentence, limit)]
    return [part[at : at + _MOST_PIECES] for part in parts for at in range(0, len(part), _MOST_PIECES)]


def _write(pieces: Sequence[str]) -> str:
    return "".join(pieces).replace(_SPACE, " ").strip()


def _follow(plan: Sequence[str | range], written: Sequence[str]) -> str:
    return "".join(
        part if isinstance(part, str) else join_sentences([written[at] for at in part]) for part in plan
    ).strip()
