using System.Globalization;

namespace Insights.Import.Store.Undoing;

/// <summary>The files whose versions are taken out.</summary>
internal sealed class UndoFiles(IEnumerable<int> ids)
{
    public HashSet<int> Ids { get; } = [.. ids];

    /// <summary>For an IN list; numbers only.</summary>
    public string List => string.Join(", ", Ids.Order().Select(id => id.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>What a step, or an undo so far, has done.</summary>
internal sealed class UndoTally
{
    private const int NamedRows = 50;

    public long Removed { get; set; }

    public long Restored { get; set; }

    public long Kept { get; private set; }

    /// <summary>The first rows that keep a later file's values.</summary>
    public List<(int Kind, string Name, int LaterFile)> KeptRows { get; } = [];

    public long Rows => Removed + Restored + Kept;

    public void Keep(int kind, string name, int laterFile)
    {
        Kept++;
        if (KeptRows.Count < NamedRows)
            KeptRows.Add((kind, name, laterFile));
    }

    public void Add(UndoTally step)
    {
        Removed += step.Removed;
        Restored += step.Restored;
        Kept += step.Kept;
        KeptRows.AddRange(step.KeptRows.Take(NamedRows - KeptRows.Count));
    }
}
