namespace Insights.Web.Exports.Pdf.Fonts;

/// <summary>The document typeface, brought by npm at build and embedded in this assembly (see Fonts.targets), with the fonts of other scripts behind it.</summary>
internal static class DocumentFonts
{
    private static readonly Lazy<FontStack> LazyRegular = new(() => new FontStack(FontMetrics.Load("Inter-Regular"), ScriptFont.Regular));
    private static readonly Lazy<FontStack> LazySemiBold = new(() => new FontStack(FontMetrics.Load("Inter-SemiBold"), ScriptFont.SemiBold));

    public static FontStack Regular => LazyRegular.Value;
    public static FontStack SemiBold => LazySemiBold.Value;
}
