namespace Insights.Import.Reading.Containers;

/// <summary>Bounds of archives and workbooks: what claims to be small must stay small. Each is far above what exports bring.</summary>
internal sealed record ContainerLimits
{
    public static ContainerLimits Default { get; } = new();

    /// <summary>Entries of an archive with those of the archives in it.</summary>
    public int Entries { get; init; } = 1_000;

    /// <summary>Archives in archives.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>Bytes that come out of one file, over all of its entries.</summary>
    public long TotalBytes { get; init; } = 20L << 30;

    /// <summary>Bytes out for one byte in. Tables compress 5 to 30 times; a bomb 1,000 times.</summary>
    public int Ratio { get; init; } = 250;

    /// <summary>Below this a high ratio proves nothing: a small file of blanks is no bomb.</summary>
    public long RatioFrom { get; init; } = 16 << 20;

    /// <summary>A container that can only be read from its front is kept (encrypted) until it is imported.</summary>
    public long SpooledBytes { get; init; } = 4L << 30;

    /// <summary>A workbook's table of texts, which its reader holds in memory.</summary>
    public long SharedStringsBytes { get; init; } = 96 << 20;

    /// <summary>One XML part of a workbook: a full sheet of a million rows.</summary>
    public long SheetBytes { get; init; } = 4L << 30;

    /// <summary>Bytes of XML between two marks: what a reader must hold at once.</summary>
    public int XmlRun { get; init; } = 4 << 20;

    public int MergedCells { get; init; } = 200_000;

    public int Sheets { get; init; } = 500;
}
