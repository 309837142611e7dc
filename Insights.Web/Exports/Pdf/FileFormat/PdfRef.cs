namespace Insights.Web.Exports.Pdf.FileFormat;

/// <summary>The number of an indirect object; every object here has generation 0.</summary>
internal readonly record struct PdfRef(int Number)
{
    public override string ToString() => FormattableString.Invariant($"{Number} 0 R");
}
