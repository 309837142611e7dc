namespace Insights.Import.Store.Facts;

/// <summary>What every fact row carries so that a number can be traced to a file and a line.</summary>
public interface IFact
{
    /// <summary>The store's own clustering key; its encoding is known to the store alone.</summary>
    long Key { get; set; }

    /// <summary>The configured origin; with <see cref="ExternalId"/> the natural key.</summary>
    int SourceId { get; set; }

    /// <summary>The row's id in its source, as received.</summary>
    string ExternalId { get; set; }

    /// <summary>0 until a vendor is known; such rows are read by staff only.</summary>
    int VendorId { get; set; }

    /// <summary>When the source says this version of the row was made; null where the source does not say. Decides newest-wins.</summary>
    DateTime? VersionAt { get; set; }

    /// <summary>Stable hash of the row's content, without lineage: equal means unchanged.</summary>
    long ContentHash { get; set; }

    /// <summary>Lineage: the imported file and the line (first line of the record, from 1) this version came from.</summary>
    int FileId { get; set; }

    int Line { get; set; }
}
