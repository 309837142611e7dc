namespace Insights.Import.Store.Ledger;

/// <summary>What happened to one file. Rows = inserted + updated + unchanged + duplicate + rejected + skipped, always.</summary>
public sealed class ImportedFile
{
    public int Id { get; set; }
    public int BatchId { get; set; }
    public int SourceId { get; set; }
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    public string Sha256 { get; set; } = "";
    public long Bytes { get; set; }

    /// <summary>Format id, for example stripe-payments-csv; empty when not recognised.</summary>
    public string Format { get; set; } = "";
    public string Encoding { get; set; } = "";
    public string Dialect { get; set; } = "";

    /// <summary>What was settled for it (zone, dates, amounts, vendor rule, mapping), as a document of settings; null for imports from before that was kept.</summary>
    public string? Settings { get; set; }

    /// <summary>running, done, failed, cancelled, interrupted, already_imported, undone. The counts of an undone file say what its import did.</summary>
    public string State { get; set; } = "running";
    public string? Error { get; set; }
    public DateTime StartedAt { get; set; }
    public DateTime? FinishedAt { get; set; }
    public long Rows { get; set; }
    public long Inserted { get; set; }
    public long Updated { get; set; }
    public long Unchanged { get; set; }
    public long Duplicate { get; set; }
    public long Rejected { get; set; }
    public long Skipped { get; set; }
    public long Warnings { get; set; }

    /// <summary>Card numbers truncated on the way in.</summary>
    public long CardNumbersTruncated { get; set; }

    /// <summary>What the import replaced is kept, so it can be undone; false for imports from before that was kept, and once it was forgotten.</summary>
    public bool CanUndo { get; set; }

    /// <summary>An undo took rows that this file had repeated unchanged: the same bytes are no longer "already imported".</summary>
    public bool MayRepeat { get; set; }

    /// <summary>The latest instant any row of the file speaks of: the source's data-as-of.</summary>
    public DateTime? DataUntil { get; set; }

    /// <summary>Between which dates of their own (a ticket's creation, a transaction's instant, a dispute's opening) the file's facts lie; null without facts, and for imports from before that was kept.</summary>
    public DateTime? RowsFrom { get; set; }
    public DateTime? RowsUntil { get; set; }
}
