"""A small `.argosmodel` with random weights: what it writes is nonsense, but every step on the way is the real one."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

WIDTH = 32
TEXT = """El presidente viajó a Minsk el 12 de diciembre de 2025. ¿Qué pasó después? Nadie lo sabe.
Los precios del café subieron un 40 % en 2024, según datos oficiales de Brasil y Vietnam.
«No volveremos», dijo la portavoz. El acuerdo se firmó en Vilna y entró en vigor en enero.
Tres países del Báltico dejaron la red rusa; la frecuencia se mantuvo estable toda la noche.
The president travelled to Minsk on 12 December 2025. What happened next? Nobody knows.
Coffee prices rose by 40 % in 2024, according to official figures from Brazil and Vietnam.
"We will not return," said the spokeswoman. The agreement was signed in Vilnius.
Three Baltic countries left the Russian grid; the frequency stayed stable all night.
"""


def make_archive(folder: Path, language: str, version: str = "1.9", text: str = TEXT) -> Path:
    """Build a package and return its archive."""
    pytest.importorskip("ctranslate2", reason="the extra `translate` is not installed")
    pytest.importorskip("sentencepiece", reason="the extra `translate` is not installed")
    _make_model(folder, text)
    top = f"translate-{language}_en-{version.replace('.', '_')}"
    told = {"package_version": version, "from_code": language, "to_code": "en", "from_name": "X", "to_name": "English"}
    archive = folder / f"{top}.argosmodel"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(f"{top}/metadata.json", json.dumps(told))
        packed.writestr(f"{top}/README.md", "A package of nonsense.")
        packed.writestr(f"{top}/stanza/es/tokenize.pt", b"not needed here")
        packed.write(folder / "pieces.model", f"{top}/sentencepiece.model")
        for path in sorted((folder / "model").iterdir()):
            packed.write(path, f"{top}/model/{path.name}")
    return archive


def _make_model(folder: Path, text: str) -> None:
    import ctranslate2  # type: ignore[import-untyped]
    import numpy as np
    import sentencepiece

    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(text.splitlines() * 4), model_prefix=str(folder / "pieces"), vocab_size=120,
        character_coverage=1.0, minloglevel=2, hard_vocab_limit=False,
    )  # fmt: skip
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "pieces.model"))
    special = ["<blank>", "<s>", "</s>", "<unk>"]
    names = [pieces.id_to_piece(i) for i in range(pieces.get_piece_size())]
    words = special + [name for name in names if name not in special]
    random = np.random.default_rng(7)

    def weights(*shape: int) -> Any:
        return (random.standard_normal(shape) * 0.05).astype(np.float32)

    def linear(layer: Any, out: int, inner: int) -> None:
        layer.weight, layer.bias = weights(out, inner), np.zeros(out, np.float32)

    def norm(layer: Any) -> None:
        layer.gamma, layer.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    def attention(layer: Any, sizes: list[int]) -> None:
        norm(layer.layer_norm)
        for part, size in zip(layer.linear, sizes, strict=True):
            linear(part, size * WIDTH, WIDTH)

    spec = ctranslate2.specs.TransformerSpec.from_config((1, 1), 2)
    embeddings = spec.encoder.embeddings
    (embeddings[0] if isinstance(embeddings, list) else embeddings).weight = weights(len(words), WIDTH)
    spec.decoder.embeddings.weight = weights(len(words), WIDTH)
    linear(spec.decoder.projection, len(words), WIDTH)
    for side in (spec.encoder, spec.decoder):
        side.position_encodings.encodings = weights(512, WIDTH)
        norm(side.layer_norm)
        for layer in side.layer:
            attention(layer.self_attention, [3, 1])
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, 2 * WIDTH, WIDTH)
            linear(layer.ffn.linear_1, WIDTH, 2 * WIDTH)
    for layer in spec.decoder.layer:
        attention(layer.attention, [1, 2, 1])
    spec.register_source_vocabulary(words)
    spec.register_target_vocabulary(words)
    (folder / "model").mkdir()
    spec.validate()
    spec.save(str(folder / "model"))
