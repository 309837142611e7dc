using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Import.Store.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class KeepSettingsOfFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "settings",
                schema: "reporting",
                table: "imported_files",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "settings",
                schema: "reporting",
                table: "imported_files");
        }
    }
}
