using System.Linq.Expressions;
using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Ledger;
using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Undoing;

/// <summary>What keeping and undoing need to know of one kind of dimension.</summary>
internal interface IDimensionShape<T> where T : class
{
    /// <summary>As <see cref="ImageKind"/>.</summary>
    static abstract int Kind { get; }

    /// <summary>For a person: the row's own name.</summary>
    static abstract string NameOf(T row);

    /// <summary>0 for what belongs to no source.</summary>
    static virtual int SourceOf(T row) => 0;

    /// <summary>Hash of what identifies the row.</summary>
    static abstract long HashOf(T row);

    static abstract int FileOf(T row);

    /// <summary>Rows that one of these files made what they are.</summary>
    static abstract Expression<Func<T, bool>> From(IReadOnlyCollection<int> files);

    static abstract void SetFile(T row, int fileId);

    /// <summary>Copies everything but the row's identity and lineage.</summary>
    static abstract void Copy(T from, T to);
}

internal static class DimensionImages
{
    public static BeforeImage Of<T, TShape>(T row, int fileId) where T : class where TShape : struct, IDimensionShape<T> => new()
    {
        Kind = TShape.Kind,
        RowHash = TShape.HashOf(row),
        FileId = fileId,
        WasFileId = TShape.FileOf(row),
        Content = RowJson.Write(row),
    };
}

internal readonly struct VendorDimension : IDimensionShape<Vendor>
{
    public static int Kind => ImageKind.Vendor;

    public static string NameOf(Vendor row) => row.Code;

    public static long HashOf(Vendor row) => FactKey.RefHash(row.Code.ToUpperInvariant());

    public static int FileOf(Vendor row) => row.FileId ?? 0;

    public static Expression<Func<Vendor, bool>> From(IReadOnlyCollection<int> files) => row => row.FileId != null && files.Contains(row.FileId.Value);

    public static void SetFile(Vendor row, int fileId) => row.FileId = fileId == 0 ? null : fileId;

    public static void Copy(Vendor from, Vendor to) => (to.Name, to.Country) = (from.Name, from.Country);
}

internal readonly struct AgentDimension : IDimensionShape<Agent>
{
    public static int Kind => ImageKind.Agent;

    public static string NameOf(Agent row) => row.Code;

    public static int SourceOf(Agent row) => row.SourceId;

    public static long HashOf(Agent row) => FactKey.IdHash(row.SourceId, row.Code);

    public static int FileOf(Agent row) => row.FileId;

    public static Expression<Func<Agent, bool>> From(IReadOnlyCollection<int> files) => row => files.Contains(row.FileId);

    public static void SetFile(Agent row, int fileId) => row.FileId = fileId;

    public static void Copy(Agent from, Agent to) => (to.Team, to.Tier) = (from.Team, from.Tier);
}

internal readonly struct CalendarDimension : IDimensionShape<BusinessCalendar>
{
    public static int Kind => ImageKind.Calendar;

    public static string NameOf(BusinessCalendar row) => FormattableString.Invariant($"{row.Code} version {row.Version}");

    public static long HashOf(BusinessCalendar row) => FactKey.RefHash(NameOf(row));

    public static int FileOf(BusinessCalendar row) => row.FileId;

    public static Expression<Func<BusinessCalendar, bool>> From(IReadOnlyCollection<int> files) => row => files.Contains(row.FileId);

    public static void SetFile(BusinessCalendar row, int fileId) => row.FileId = fileId;

    public static void Copy(BusinessCalendar from, BusinessCalendar to) => (to.Name, to.ValidFrom, to.DefinitionJson) = (from.Name, from.ValidFrom, from.DefinitionJson);
}

internal readonly struct PolicyDimension : IDimensionShape<SlaPolicy>
{
    public static int Kind => ImageKind.Policy;

    public static string NameOf(SlaPolicy row) => FormattableString.Invariant($"{row.Code} version {row.Version}");

    public static long HashOf(SlaPolicy row) => FactKey.RefHash(NameOf(row));

    public static int FileOf(SlaPolicy row) => row.FileId;

    public static Expression<Func<SlaPolicy, bool>> From(IReadOnlyCollection<int> files) => row => files.Contains(row.FileId);

    public static void SetFile(SlaPolicy row, int fileId) => row.FileId = fileId;

    public static void Copy(SlaPolicy from, SlaPolicy to) =>
        (to.Name, to.Position, to.ValidFrom, to.DefinitionJson) = (from.Name, from.Position, from.ValidFrom, from.DefinitionJson);
}

internal readonly struct RateDimension : IDimensionShape<FxRate>
{
    public static int Kind => ImageKind.FxRate;

    public static string NameOf(FxRate row) => FormattableString.Invariant($"{row.Currency} {row.Day:yyyy-MM-dd}");

    public static long HashOf(FxRate row) => FactKey.RefHash(NameOf(row));

    public static int FileOf(FxRate row) => row.FileId;

    public static Expression<Func<FxRate, bool>> From(IReadOnlyCollection<int> files) => row => files.Contains(row.FileId);

    public static void SetFile(FxRate row, int fileId) => row.FileId = fileId;

    public static void Copy(FxRate from, FxRate to) => to.PerEuroMillionths = from.PerEuroMillionths;
}
