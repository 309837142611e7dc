using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Import.Store.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class KeepSettingsOfFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "settings",
                table: "imported_files",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "settings",
                table: "imported_files");
        }
    }
}
