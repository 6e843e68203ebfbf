"""What a worker process is asked to do."""

from ingest.running.job import Job, Parsed
from ingest.running.report import Tell
from kg.errors import UnreadableSource


def attempt(job: Job, tell: Tell) -> Parsed | Exception:
    """Parse a file; its failure is an answer, so that it travels between processes."""
    # Here, not above: who only hands the task to a worker needs none of what parsing loads.
    from ingest.parsing import parse  # noqa: PLC0415

    try:
        return parse(job, tell)
    except UnreadableSource as error:
        return error
    except OSError as error:
        return UnreadableSource(f"{job.name}: {error.strerror or error}; check path and rights")
    except MemoryError:
        return UnreadableSource(f"{job.name}: reading it takes more memory than it may; split it")
    except Exception as error:  # noqa: BLE001 - one file's surprise must not stop the others
        return UnreadableSource(
            f"{job.name}: could not be processed ({type(error).__name__}: {error}); "
            "please report it with the file"
        )
