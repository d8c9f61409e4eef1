"""Answers that a database holds, fetched by ADBC (extra ``sql``) and kept as a Parquet file that is read like any."""

from __future__ import annotations

import os
from functools import cache
from hashlib import blake2b
from importlib import import_module
from pathlib import Path

import pyarrow.parquet as pq

from csat_lib.errors.several_files import no_address, no_driver, query_failed


@cache
def fetched(sql: str, address: str, folder: Path) -> Path:
    """The file with what the query gives, asked once a process, and once a run; ``address``: environment variable.

    The scheme of the address names the driver: ``sqlite:///path`` is asked through ``adbc_driver_sqlite``.
    """
    path = folder / f"{blake2b(f'{address} {sql}'.encode(), digest_size=12).hexdigest()}.parquet"
    if path.exists() and os.environ.get("CSAT_WORK"):
        return path
    uri = os.environ.get(address, "")
    if "://" not in uri:
        raise no_address(address)
    scheme = uri.partition(":")[0]
    try:
        driver = import_module(f"adbc_driver_{scheme}.dbapi")
    except ImportError:
        raise no_driver(address, scheme) from None
    try:
        with driver.connect(uri.removeprefix("sqlite:///")) as connection, connection.cursor() as cursor:
            cursor.execute(sql)
            table = cursor.fetch_arrow_table()
    except driver.Error as fault:
        raise query_failed(address, fault) from None
    folder.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    pq.write_table(table, fresh)
    fresh.replace(path)
    return path
