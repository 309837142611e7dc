namespace Insights.Import.Store.Ledger;

/// <summary>
/// A version of a row as it was before an import replaced it: written in the transaction that replaces it, read by undo alone. Only changed rows have any,
/// so the table grows with changes and not with history. A row's versions in order of <see cref="Id"/>, and at last the stored row, are its history.
/// </summary>
internal sealed class BeforeImage
{
    public long Id { get; set; }

    /// <summary>As <see cref="Writing.ImageKind"/>.</summary>
    public int Kind { get; set; }

    /// <summary>Hash of the row's natural key; the key itself is in <see cref="Content"/>.</summary>
    public long RowHash { get; set; }

    /// <summary>The file whose import replaced this version.</summary>
    public int FileId { get; set; }

    /// <summary>The file this version came from.</summary>
    public int WasFileId { get; set; }

    /// <summary>The next version has the same content: only the version's date and lineage differ, and only they are kept.</summary>
    public bool StampOnly { get; set; }

    /// <summary>The vendor the row itself named, by code: the vendor may be gone when the row comes back.</summary>
    public string? Vendor { get; set; }

    /// <summary>The row as it arrived, as JSON.</summary>
    public string Content { get; set; } = "";
}

/// <summary>A file that names a vendor. A vendor made by imports stays while a file that was not undone names it.</summary>
internal sealed class VendorFile
{
    public int VendorId { get; set; }
    public int FileId { get; set; }
}

/// <summary>The id of a vendor that an undo took away: memberships of people refer to it, so the vendor gets it back when a file names it again.</summary>
internal sealed class RetiredVendor
{
    public string CodeFolded { get; set; } = "";
    public int VendorId { get; set; }
}
