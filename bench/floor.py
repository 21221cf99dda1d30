"""The bare floor of adding texts: read the file, write it with warcio, add it to raw tantivy.

No extraction, no store, no ledger: what any archive of texts has to do at the least.
"""

import io
import multiprocessing
from pathlib import Path

import tantivy
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]


def add_bare(paths: list[Path], folder: Path, processes: int) -> None:
    """Add the files with so many processes, each with a WARC and an index of its own."""
    shares = [(paths[i::processes], folder / str(i)) for i in range(processes)]
    context = multiprocessing.get_context("spawn")
    with context.Pool(processes) as pool:
        pool.map(_add_share, shares)


def _add_share(share: tuple[list[Path], Path]) -> None:
    paths, folder = share
    folder.mkdir(parents=True)
    schema = (
        tantivy.SchemaBuilder()
        .add_text_field("text", stored=True, tokenizer_name="en_stem")
        .add_text_field("path", stored=True, tokenizer_name="raw")
        .build()
    )
    index = tantivy.Index(schema, path=str(folder))
    writer = index.writer(num_threads=1)
    with (folder / "a.warc.gz").open("wb") as file:
        warc = WARCWriter(file, gzip=True)
        for path in paths:
            payload = path.read_bytes()
            record = warc.create_warc_record(
                f"file:{path.name}",
                "resource",
                payload=io.BytesIO(payload),
                length=len(payload),
                warc_content_type="text/markdown",
            )
            warc.write_record(record)
            text = payload.decode("utf-8", "replace")
            writer.add_document(tantivy.Document(text=text, path=path.name))
    writer.commit()
    writer.wait_merging_threads()
